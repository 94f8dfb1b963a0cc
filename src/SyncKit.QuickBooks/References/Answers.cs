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

    public static ReferenceAnswer Not(Reference reference, Failure failure) => new(reference, null, failure);

    public static ResolvedReference Resolved(
        Reference reference, string id, DateTimeOffset now, IReadOnlyDictionary<string, string>? attributes = null) =>
        new(reference.Kind, reference.Key, id, attributes ?? Nothing, now);
}
