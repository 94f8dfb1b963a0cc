using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Books;

/// <summary>One entity: its current version as the bytes the API returns, and what rules and queries ask most.</summary>
internal sealed class StoredEntity(EntityKind kind, string id, DateTimeOffset created)
{
    public EntityKind Kind => kind;

    public string Id => id;

    public DateTimeOffset Created { get; } = created;

    public int SyncToken { get; set; }

    public DateTimeOffset LastUpdated { get; set; } = created;

    public bool Active { get; set; } = true;

    public bool Deleted { get; set; }

    /// <summary>The id of the deposit that holds this transaction.</summary>
    public string? DepositId { get; set; }

    public bool Voided { get; set; }

    /// <summary>How much of an invoice is paid, or of a credit memo used up.</summary>
    public decimal Applied { get; set; }

    public byte[] Json { get; set; } = [];

    public JsonObject Read() => JsonReading.Parse(Json);
}
