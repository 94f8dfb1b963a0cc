using SyncKit.Discovery;

namespace SyncKit.AspNetCore.Api.Runs;

/// <summary>Which records pass. An empty list lets every value pass.</summary>
internal sealed record FilterBody
{
    /// <summary>The statuses that pass, in the source's words.</summary>
    public IReadOnlyList<string> Statuses { get; set; } = [];

    /// <summary>The payment statuses that pass: paid, unpaid.</summary>
    public IReadOnlyList<string> PaymentStatuses { get; set; } = [];

    /// <summary>Further facets that the connector declares, each with the values that pass.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facets { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    public static FilterBody? Of(RecordFilter filter) => filter.IsEmpty
        ? null
        : new FilterBody { Statuses = filter.Statuses, PaymentStatuses = filter.PaymentStatuses, Facets = filter.Facets };

    public RecordFilter Read() => new() { Statuses = Statuses, PaymentStatuses = PaymentStatuses, Facets = Facets };
}
