using System.Globalization;
using SyncKit.Faults;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Makes answers to references.</summary>
internal static class Answers
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public static ReferenceAnswer Found(
        Reference reference, string id, DateTimeOffset now, IReadOnlyDictionary<string, string>? attributes = null) =>
        new(reference, Resolved(reference, id, now, attributes), null);

    /// <summary>What a person may change in QuickBooks at any time is looked up anew every day.</summary>
    public static ReferenceAnswer FoundForADay(
        Reference reference, string id, DateTimeOffset now, IReadOnlyDictionary<string, string>? attributes = null) =>
        Found(reference, id, now, new Dictionary<string, string>(attributes ?? Nothing)
        {
            [ResolvedReference.ExpiresAtAttribute] = now.ToUniversalTime().AddDays(1).ToString("O", CultureInfo.InvariantCulture),
        });

    public static ReferenceAnswer Not(Reference reference, Failure failure) => new(reference, null, failure);

    public static ResolvedReference Resolved(
        Reference reference, string id, DateTimeOffset now, IReadOnlyDictionary<string, string>? attributes = null) =>
        new(reference.Kind, reference.Key, id, attributes ?? Nothing, now);
}
