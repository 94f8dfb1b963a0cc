using System.Globalization;
using SyncKit.Connectors;
using SyncKit.Credentials;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>How long a connection still works before a person has to connect it again. Pure.</summary>
internal static class TokenLife
{
    /// <summary>How long before the end a warning is due: long enough for a merchant to act, and before Intuit writes to him itself.</summary>
    public static readonly TimeSpan WarnAhead = TimeSpan.FromDays(60);

    /// <summary>Half of the days for which an unused token lives; tokens in use are renewed daily and never come near it.</summary>
    private static readonly TimeSpan WarnUnused = TimeSpan.FromDays(50);

    /// <summary>With how much left an unused token is renewed by itself.</summary>
    public static readonly TimeSpan RenewAhead = TimeSpan.FromDays(50);

    /// <summary>With how much left a token that should have been renewed by itself, and was not, is warned of.</summary>
    public static readonly TimeSpan WarnUnrenewed = TimeSpan.FromDays(30);

    /// <summary>When the connection ends for good, however often it is used; <see langword="null"/> when Intuit has not said.</summary>
    public static DateTimeOffset? HardEnd(CredentialSet secrets) => Instant(secrets, QuickBooksCredentials.RefreshTokenHardExpiresAt);

    /// <summary>When the connection ends unless it is used; <see langword="null"/> when Intuit has not said.</summary>
    public static DateTimeOffset? RollingEnd(CredentialSet secrets) => Instant(secrets, QuickBooksCredentials.RefreshTokenExpiresAt);

    /// <summary>The warning that is due now; <see langword="null"/> when none is.</summary>
    public static Finding? Warning(CredentialSet secrets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (HardEnd(secrets) is { } hard && hard - now <= WarnAhead)
        {
            return Warn(hard, "Intuit ends every connection after some years, however often it is used.");
        }

        return RollingEnd(secrets) is { } rolling && rolling - now <= WarnUnused
            ? Warn(rolling, "It has not been used for long, and Intuit ends connections that are not used.")
            : null;
    }

    private static Finding Warn(DateTimeOffset end, string why) => new(
        FindingSeverity.Warning,
        "connection",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The connection to QuickBooks ends on {end.UtcDateTime:yyyy-MM-dd}. {why} Have an administrator of the QuickBooks company connect it again before."));

    private static DateTimeOffset? Instant(CredentialSet secrets, string name) =>
        secrets.Find(name) is { } text
        && DateTimeOffset.TryParse(text.Reveal(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant
            : null;
}
