"""The stand-in API: answers over HTTP as OpenAthens would answer the keys of this inventory."""
