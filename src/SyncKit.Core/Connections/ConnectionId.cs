namespace SyncKit.Connections;

/// <summary>Names a tenant's account on a connector, for example <c>acme/woocommerce/us-store</c>.</summary>
public sealed record ConnectionId
{
    /// <summary>Makes a connection id.</summary>
    /// <param name="tenant">The tenant that owns the account.</param>
    /// <param name="connector">The connector's name, for example <c>woocommerce</c>.</param>
    /// <param name="name">The account's name among the tenant's accounts on that connector.</param>
    /// <exception cref="ArgumentException">A part has a character that names cannot have.</exception>
    public ConnectionId(TenantId tenant, string connector, string name)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        Tenant = tenant;
        Connector = Names.Checked(connector, nameof(connector));
        Name = Names.Checked(name, nameof(name));
    }

    /// <summary>The tenant that owns the account.</summary>
    public TenantId Tenant { get; }

    /// <summary>The connector's name.</summary>
    public string Connector { get; }

    /// <summary>The account's name among the tenant's accounts on the connector.</summary>
    public string Name { get; }

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <param name="text">Tenant, connector and name, separated by slashes.</param>
    /// <exception cref="FormatException"><paramref name="text"/> does not have three parts.</exception>
    public static ConnectionId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        return parts.Length == 3
            ? new ConnectionId(new TenantId(parts[0]), parts[1], parts[2])
            : throw new FormatException($"'{text}' is not a connection: write tenant/connector/name.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Connector}/{Name}";
}
