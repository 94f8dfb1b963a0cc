using System.Text.Json;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>A connection to add.</summary>
internal sealed record ConnectionRequest
{
    /// <summary>The connector's name, for example woocommerce.</summary>
    public required string Connector { get; init; }

    /// <summary>The connection's name among the tenant's on that connector: 1 to 64 letters, digits, dots, underscores or dashes.</summary>
    public required string Name { get; init; }

    /// <summary>Its settings, as the connector understands them.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>All of its secrets by name; absent where the account is connected otherwise, for example in the browser.</summary>
    public Dictionary<string, string>? Credentials { get; set; }

    /// <summary>The connection's name.</summary>
    public override string ToString() => $"{Connector}/{Name}";
}
