namespace SyncKit.Testing.QuickBooks.Authorization;

/// <summary>What a successful token call hands out.</summary>
internal sealed record TokenGrant(string AccessToken, string RefreshToken, TimeSpan AccessLife, TimeSpan RefreshLife, TimeSpan HardLife);
