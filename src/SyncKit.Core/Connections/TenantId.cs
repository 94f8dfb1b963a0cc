namespace SyncKit.Connections;

/// <summary>Names a merchant. It is part of every key, query and log scope.</summary>
public sealed record TenantId
{
    /// <summary>Makes a tenant id.</summary>
    /// <param name="value">1 to 64 letters, digits, dots, underscores or dashes; the first a letter or digit.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> has another form.</exception>
    public TenantId(string value) => Value = Names.Checked(value, nameof(value));

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
