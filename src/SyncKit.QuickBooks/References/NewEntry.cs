using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>A list entry that the company does not have.</summary>
/// <param name="Reference">What it is for.</param>
/// <param name="Entity">The list.</param>
/// <param name="Names">The names that it may have, best first and without an end.</param>
/// <param name="Taken">The names that are taken in the list, shared by all its entries; grows.</param>
/// <param name="Content">Its content under a name, one JSON object in UTF-8.</param>
internal sealed record NewEntry(
    Reference Reference,
    string Entity,
    IEnumerable<string> Names,
    HashSet<string> Taken,
    Func<string, ReadOnlyMemory<byte>> Content)
{
    /// <summary>Takes the best name that is free.</summary>
    public string TakeName()
    {
        string name = Names.First(candidate => !Taken.Contains(candidate));
        Taken.Add(name);
        return name;
    }
}
