namespace SyncKit.Discovery;

/// <summary>Which records go into the inbox. An empty list lets every value pass.</summary>
public sealed record RecordFilter
{
    /// <summary>The name of the facet that <see cref="Statuses"/> looks at.</summary>
    public const string StatusFacet = "status";

    /// <summary>The name of the facet that <see cref="PaymentStatuses"/> looks at: <c>paid</c> or <c>unpaid</c>.</summary>
    public const string PaymentStatusFacet = "payment_status";

    /// <summary>Lets everything pass.</summary>
    public static RecordFilter All { get; } = new();

    /// <summary>The statuses that pass, in the source's words.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>The payment statuses that pass: <c>paid</c>, <c>unpaid</c>.</summary>
    public IReadOnlyList<string> PaymentStatuses { get; init; } = [];

    /// <summary>Further facets that the connector declares, each with the values that pass.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facets { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether everything passes.</summary>
    public bool IsEmpty => Statuses.Count == 0 && PaymentStatuses.Count == 0 && Facets.Count == 0;

    /// <summary>Whether a record passes. A facet that the record does not have passes nothing.</summary>
    /// <param name="record">The record as the source described it.</param>
    public bool Lets(SourceRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Passes(record, StatusFacet, Statuses)
            && Passes(record, PaymentStatusFacet, PaymentStatuses)
            && Facets.All(facet => Passes(record, facet.Key, facet.Value));
    }

    private static bool Passes(SourceRecord record, string facet, IReadOnlyList<string> allowed) =>
        allowed.Count == 0 || (record.Facets.TryGetValue(facet, out string? value) && allowed.Contains(value, StringComparer.OrdinalIgnoreCase));
}
