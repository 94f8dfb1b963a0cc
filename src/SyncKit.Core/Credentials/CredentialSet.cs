namespace SyncKit.Credentials;

/// <summary>A connection's secrets by name, for example <c>consumer_key</c> and <c>consumer_secret</c>. Shows names only.</summary>
public sealed class CredentialSet
{
    private readonly Dictionary<string, Secret> secrets;

    /// <summary>Makes a set.</summary>
    /// <param name="secrets">The secrets by name.</param>
    public CredentialSet(IEnumerable<KeyValuePair<string, Secret>> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        this.secrets = new Dictionary<string, Secret>(secrets, StringComparer.Ordinal);
    }

    /// <summary>The names that are there, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. secrets.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A secret, or <see langword="null"/> when there is none of that name.</summary>
    public Secret? Find(string name) => secrets.GetValueOrDefault(name);

    /// <summary>A set in which one secret is another or new; <see langword="null"/> takes it out.</summary>
    public CredentialSet With(string name, string? value)
    {
        Dictionary<string, Secret> changed = new(secrets, StringComparer.Ordinal);
        changed.Remove(name);
        if (!string.IsNullOrEmpty(value))
        {
            changed.Add(name, new Secret(value));
        }

        return new CredentialSet(changed);
    }

    /// <summary>A set of secrets given as text; empty values are left out.</summary>
    public static CredentialSet Of(params ReadOnlySpan<(string Name, string? Value)> values)
    {
        Dictionary<string, Secret> secrets = new(StringComparer.Ordinal);
        foreach ((string name, string? value) in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                secrets.Add(name, new Secret(value));
            }
        }

        return new CredentialSet(secrets);
    }

    /// <summary>The names that are there.</summary>
    public override string ToString() => string.Join(", ", Names);
}
