using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.Adopting;

/// <summary>Outlines a record's documents. A transformer that also is an outliner lets documents be adopted that a company had before the first run. Pure.</summary>
/// <typeparam name="TRecord">The kind of record.</typeparam>
public interface IOutliner<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>The documents that the record should have; none when it is skipped.</summary>
    IReadOnlyList<DocumentOutline> Outline(TRecord record, TransformContext context);
}
