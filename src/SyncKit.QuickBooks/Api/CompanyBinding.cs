using System.Collections.Concurrent;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Api;

/// <summary>
/// Keeps a connection to the company that it was first used with. What is known of it, references and ledger alike, are ids of that company, and in another
/// company the same ids are other customers, items and documents.
/// </summary>
internal sealed class CompanyBinding(IReferenceStore references)
{
    private readonly ConcurrentDictionary<ConnectionId, string> bound = new();

    /// <summary>Why a connection may not be used with a company; <see langword="null"/> when it may.</summary>
    public async Task<Failure?> RefusalAsync(ConnectionId connection, string realmId, CancellationToken cancellationToken)
    {
        if (bound.TryGetValue(connection, out string? known) && string.Equals(known, realmId, StringComparison.Ordinal))
        {
            return null;
        }

        // Expired or not, the reference to the company says whose ids the others are.
        IReadOnlyList<ResolvedReference> stored = await references.FindAsync(connection, [OrderReferences.Company], cancellationToken).ConfigureAwait(false);
        if (stored is not [{ } company, ..])
        {
            return null;
        }

        if (!string.Equals(company.Id, realmId, StringComparison.Ordinal))
        {
            return OtherCompany(company.Id, realmId);
        }

        bound[connection] = realmId;
        return null;
    }

    private static Failure OtherCompany(string first, string second) => new(
        FailureKind.NeedsAttention,
        "quickbooks.other-company",
        $"The connection was used with the company {first}, and its settings now name the company {second}: what it knows of customers, items and documents belongs to the first one.",
        $"Set realmId back to {first}, or add a connection of another name for the company {second}.");
}
