namespace SyncKit.Supabase.Source;

/// <summary>Where one kind of record comes from, with all that belongs to it.</summary>
/// <param name="Record">The records' own rows.</param>
internal sealed record RecordMapping(RowMapping Record)
{
    /// <summary>The lines of orders; <see langword="null"/> for none.</summary>
    public RowMapping? Lines { get; init; }

    /// <summary>The refunds of orders; <see langword="null"/> for none.</summary>
    public RowMapping? Refunds { get; init; }

    /// <summary>What refunds give back; <see langword="null"/> for none.</summary>
    public RowMapping? RefundLines { get; init; }

    /// <summary>How long a transaction that changes rows may take.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>How long a changed row may be half-written.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>What belongs to the records, each under the name that it has in what is kept of a record.</summary>
    public IEnumerable<(string Name, RowMapping Rows)> Children
    {
        get
        {
            if (Lines is not null)
            {
                yield return ("lines", Lines);
            }

            if (Refunds is not null)
            {
                yield return ("refunds", Refunds);
            }

            if (RefundLines is not null)
            {
                yield return ("refund_lines", RefundLines);
            }
        }
    }
}
