using System.Text;
using SyncKit.Testing.QuickBooks.Books;

namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>One entity at its current version.</summary>
internal sealed record EntitySnapshot(
    string Id,
    int SyncToken,
    DateTimeOffset Created,
    DateTimeOffset LastUpdated,
    bool Active,
    string? DepositId,
    bool Voided,
    decimal Applied,
    string Json)
{
    public static EntitySnapshot Of(StoredEntity row) => new(
        row.Id,
        row.SyncToken,
        row.Created,
        row.LastUpdated,
        row.Active,
        row.DepositId,
        row.Voided,
        row.Applied,
        Encoding.UTF8.GetString(row.Json));

    public StoredEntity ToEntity(EntityKind kind) => new(kind, Id, Created)
    {
        SyncToken = SyncToken,
        LastUpdated = LastUpdated,
        Active = Active,
        DepositId = DepositId,
        Voided = Voided,
        Applied = Applied,
        Json = Encoding.UTF8.GetBytes(Json),
    };
}
