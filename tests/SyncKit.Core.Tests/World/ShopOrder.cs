namespace SyncKit.Core.Tests.World;

/// <summary>An order as the fake shop holds it.</summary>
internal sealed record ShopOrder
{
    public required string Id { get; init; }

    public string Total { get; init; } = "10.00";

    public decimal Tax { get; init; } = 1m;

    public string Status { get; init; } = "completed";

    public string Email { get; init; } = "ann@example.com";

    public string Method { get; init; } = "card";

    public DateTimeOffset ModifiedAt { get; init; }
}
