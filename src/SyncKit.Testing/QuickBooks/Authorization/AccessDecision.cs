namespace SyncKit.Testing.QuickBooks.Authorization;

internal enum AccessDecision
{
    Granted,
    TokenMissing,
    TokenExpired,
    NotAuthorized,
    UserLostAccess,
}
