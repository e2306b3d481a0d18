"""The OpenAPI description of the stand-in, made from the table of operations."""

import re
from collections.abc import Iterator
from typing import Any

from app import __version__
from app.api import replies
from app.core.operation import Operation, Operations

_PARAMETER = re.compile(r"\{(\w+)\}")
_KEY = "apiKey"
_SESSION = {
    "connectionID": {"type": "string"},
    "uniqueUserIdentifier": {"type": "string"},
    "displayName": {"type": "string"},
    "returnUrl": {"type": "string"},
    "returnData": {"type": "string"},
    "attributes": {"type": "object"},
}
REQUIRED = {"local-auth-session": ("connectionID", "uniqueUserIdentifier")}
"""The members that a request's body must have."""


def description(operations: Operations, address: str) -> dict[str, Any]:
    """Return the description of a stand-in that listens at *address*."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        path = operations.full_path(operation).rstrip("/") or "/"
        paths.setdefault(path, {})[operation.method.lower()] = _operation(operation, path)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Keyholder stand-in API",
            "version": __version__,
            "description": "Answers as OpenAthens would answer the keys of one inventory. "
            "It is no part of OpenAthens.",
        },
        "servers": [{"url": address}],
        "security": [{_KEY: []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                _KEY: {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "OAApiKey, a space, and the key.",
                }
            },
            "schemas": {
                "Error": {
                    "type": "object",
                    "required": ["reason", "message"],
                    "properties": {"reason": {"type": "string"}, "message": {"type": "string"}},
                }
            },
        },
    }


def _operation(operation: Operation, path: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.label,
        "parameters": [*_in_path(path), *_in_query(operation)],
        "responses": dict(_responses(operation)),
    }
    if operation.takes:
        described["requestBody"] = {
            "required": True,
            "content": {_taken(operation): {"schema": _schema(operation)}},
        }
    return described


def _taken(operation: Operation) -> str:
    return operation.takes.replace("*", f"{operation.id.replace('-', '')}Request-v1")


def _schema(operation: Operation) -> dict[str, Any]:
    required = REQUIRED.get(operation.id)
    if required is None:
        return {"type": "object"}
    return {
        "type": "object",
        "required": list(required),
        "properties": _SESSION,
        "anyOf": [{"required": ["returnUrl"]}, {"required": ["returnData"]}],
    }


def _in_path(path: str) -> Iterator[dict[str, Any]]:
    for name in _PARAMETER.findall(path):
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1, "pattern": "^[A-Za-z0-9._-]+$"},
        }


def _in_query(operation: Operation) -> Iterator[dict[str, Any]]:
    for one in operation.query:
        schema: dict[str, Any] = {"type": "string"}
        if one.values:
            schema["enum"] = list(one.values)
        yield {"name": one.name, "in": "query", "required": False, "schema": schema}


def _responses(operation: Operation) -> Iterator[tuple[str, dict[str, Any]]]:
    granted = "201" if operation.id in replies.CREATE else "200"
    yield granted, _response("Allowed", replies.media_type_of(operation), {"type": "object"})
    meanings = {
        401: "The key does not work",
        403: "The key does not allow this",
        404: "The path has no such endpoint",
    }
    if operation.takes:
        meanings |= {400: "The body is not what is asked for", 415: "It is of another type"}
    for status, meaning in meanings.items():
        schema = {"$ref": "#/components/schemas/Error"}
        yield str(status), _response(meaning, replies.error_type(status), schema)


def _response(meaning: str, media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": meaning, "content": {media_type: {"schema": schema}}}
