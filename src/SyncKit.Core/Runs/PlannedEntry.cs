using SyncKit.Planning;

namespace SyncKit.Runs;

/// <summary>What a dry run would do about one record, as it is kept.</summary>
public sealed record PlannedEntry
{
    /// <summary>Counts the run's records; 1 at first.</summary>
    public required int Number { get; init; }

    /// <summary>The record, for example <c>acme/woocommerce/shop/order/17</c>.</summary>
    public required string Record { get; init; }

    /// <summary>Where its documents would go.</summary>
    public required string Destination { get; init; }

    /// <summary>What would be done.</summary>
    public required PlannedAction Action { get; init; }

    /// <summary>What the record is worth, for example <c>12.34 USD</c>; empty where nothing says so.</summary>
    public required string Total { get; init; }

    /// <summary>One line that a person can read; cut after 2,000 characters.</summary>
    public required string Text { get; init; }
}
