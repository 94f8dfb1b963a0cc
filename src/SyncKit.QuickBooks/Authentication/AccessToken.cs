using System.Diagnostics.CodeAnalysis;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>A token to call with, or why there is none.</summary>
internal sealed record AccessToken(Secret? Value, Failure? Failure)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsGood => Value is not null;

    public static AccessToken Of(Secret value) => new(value, null);

    public static AccessToken Without(Failure failure) => new(null, failure);
}
