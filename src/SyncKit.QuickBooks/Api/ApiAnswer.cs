using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Api;

/// <summary>A call's answer as JSON, or why there is none.</summary>
internal readonly record struct ApiAnswer(JsonElement Root, Failure? Failure)
{
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsGood => Failure is null;

    public static ApiAnswer Failed(Failure failure) => new(default, failure);
}
