"""Everything that is known to go wrong, as one tree.

AppError
├── InvalidInputError → FieldError, FilterError     what a person typed cannot be used
├── RefusedError                                    understood, but a rule says no
│   ├── AmbiguousIdError → AmbiguousNameError
│   └── NotFoundError, DuplicateValueError, InUseError, WrongStateError, ImmutableError,
│       AlreadySetUpError, RestoreNotConfirmedError, ImportRefusedError
├── VaultError                                      values cannot be read or stored now
│   ├── VaultLockedError, WrongSecretError, NoWayInError, VaultChangedError,
│   │   RotationInUseError, RotationUnsoundError
│   └── KeyringError → KeyringAbsentError, KeyringShutError, KeyringHangsError, KeyringRefusedError
├── StorageError                                    the inventory's file cannot be used now
│   └── NotSetUpError, DatabaseBusyError, DatabaseReadOnlyError, DiskFullError,
│       DatabaseNewerError, DatabaseForeignError, DatabaseDamagedError, StorageFailedError,
│       TamperedError, NetworkFolderError, AlreadyOpenError, MaintenanceError,
│       InventoryInUseError, LoginStartError
├── DeliveryError                                   a notice did not get to where it should
│   ├── MailNotSetUpError, MailPasswordLockedError, ServerUnknownError, ServerUnreachableError,
│   │   ServerSilentError, CertificateError, EncryptionError, LoginRefusedError,
│   │   LoginNotOfferedError, ServerBusyError, SenderRefusedError, MessageRefusedError,
│   │   UnfitLetterError, DesktopSilentError
│   └── RecipientRefusedError → RecipientUnknownError
├── BackupError                                     a backup was not made, read or restored
│   └── NoBackupFolderError, BackupFolderGoneError, BackupFailedError, BackupUnsoundError,
│       BackupBusyError, NoBackupError, NotABackupError, BackupDamagedError, RestoreInUseError
├── SheetError                                      a file with a table cannot be read
│   └── SheetUnreachableError, SheetKindError, SheetTooBigError, SheetEncodingError,
│       SheetDamagedError, SheetEmptyError, PastedEmptyError, PastedNoTableError
├── CalendarFileError, ExportFileError              a file could not be written
└── CancelledError                                  somebody pressed Cancel

Each leaf tells what happened, what it means, and what to do. Only an AppError is ever shown as
a message; anything else is a bug and reaches the crash report.
"""

from app.core.errors.backup import (
    BackupBusyError,
    BackupDamagedError,
    BackupError,
    BackupFailedError,
    BackupFolderGoneError,
    BackupUnsoundError,
    NoBackupError,
    NoBackupFolderError,
    NotABackupError,
    RestoreInUseError,
    RestoreNotConfirmedError,
)
from app.core.errors.base import N_, AppError, CancelledError
from app.core.errors.delivery import (
    CalendarFileError,
    CertificateError,
    DeliveryError,
    DesktopSilentError,
    EncryptionError,
    ExportFileError,
    LoginNotOfferedError,
    LoginRefusedError,
    MailNotSetUpError,
    MailPasswordLockedError,
    MessageRefusedError,
    RecipientRefusedError,
    RecipientUnknownError,
    SenderRefusedError,
    ServerBusyError,
    ServerSilentError,
    ServerUnknownError,
    ServerUnreachableError,
    UnfitLetterError,
)
from app.core.errors.refusal import (
    AlreadySetUpError,
    AmbiguousIdError,
    AmbiguousNameError,
    DuplicateValueError,
    FieldError,
    FilterError,
    ImmutableError,
    InUseError,
    InvalidInputError,
    NotFoundError,
    RefusedError,
    WrongStateError,
)
from app.core.errors.storage import (
    AlreadyOpenError,
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseForeignError,
    DatabaseNewerError,
    DatabaseReadOnlyError,
    DiskFullError,
    InventoryInUseError,
    LoginStartError,
    MaintenanceError,
    NetworkFolderError,
    NotSetUpError,
    StorageError,
    StorageFailedError,
    TamperedError,
)
from app.core.errors.transfer import (
    ImportRefusedError,
    PastedEmptyError,
    PastedNoTableError,
    SheetDamagedError,
    SheetEmptyError,
    SheetEncodingError,
    SheetError,
    SheetKindError,
    SheetTooBigError,
    SheetUnreachableError,
)
from app.core.errors.vault import (
    KeyringAbsentError,
    KeyringError,
    KeyringHangsError,
    KeyringRefusedError,
    KeyringShutError,
    NoWayInError,
    RotationInUseError,
    RotationUnsoundError,
    VaultChangedError,
    VaultError,
    VaultLockedError,
    WrongSecretError,
)

__all__ = [
    "N_",
    "AlreadyOpenError",
    "AlreadySetUpError",
    "AmbiguousIdError",
    "AmbiguousNameError",
    "AppError",
    "BackupBusyError",
    "BackupDamagedError",
    "BackupError",
    "BackupFailedError",
    "BackupFolderGoneError",
    "BackupUnsoundError",
    "CalendarFileError",
    "CancelledError",
    "CertificateError",
    "DatabaseBusyError",
    "DatabaseDamagedError",
    "DatabaseForeignError",
    "DatabaseNewerError",
    "DatabaseReadOnlyError",
    "DeliveryError",
    "DesktopSilentError",
    "DiskFullError",
    "DuplicateValueError",
    "EncryptionError",
    "ExportFileError",
    "FieldError",
    "FilterError",
    "ImmutableError",
    "ImportRefusedError",
    "InUseError",
    "InvalidInputError",
    "InventoryInUseError",
    "KeyringAbsentError",
    "KeyringError",
    "KeyringHangsError",
    "KeyringRefusedError",
    "KeyringShutError",
    "LoginNotOfferedError",
    "LoginRefusedError",
    "LoginStartError",
    "MailNotSetUpError",
    "MailPasswordLockedError",
    "MaintenanceError",
    "MessageRefusedError",
    "NetworkFolderError",
    "NoBackupError",
    "NoBackupFolderError",
    "NoWayInError",
    "NotABackupError",
    "NotFoundError",
    "NotSetUpError",
    "PastedEmptyError",
    "PastedNoTableError",
    "RecipientRefusedError",
    "RecipientUnknownError",
    "RefusedError",
    "RestoreInUseError",
    "RestoreNotConfirmedError",
    "RotationInUseError",
    "RotationUnsoundError",
    "SenderRefusedError",
    "ServerBusyError",
    "ServerSilentError",
    "ServerUnknownError",
    "ServerUnreachableError",
    "SheetDamagedError",
    "SheetEmptyError",
    "SheetEncodingError",
    "SheetError",
    "SheetKindError",
    "SheetTooBigError",
    "SheetUnreachableError",
    "StorageError",
    "StorageFailedError",
    "TamperedError",
    "UnfitLetterError",
    "VaultChangedError",
    "VaultError",
    "VaultLockedError",
    "WrongSecretError",
    "WrongStateError",
]
