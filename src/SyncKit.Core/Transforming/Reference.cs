namespace SyncKit.Transforming;

/// <summary>
/// Something in the destination that a document names: a customer, an item, an account. Two references of the same kind and key are the same.
/// </summary>
public sealed class Reference : IEquatable<Reference>
{
    /// <summary>Makes a reference.</summary>
    /// <param name="kind">The destination's kind, for example <c>customer</c>.</param>
    /// <param name="key">Identifies it among its kind, for example an e-mail address and a currency; in normal form.</param>
    /// <param name="details">What the destination needs to find or make it.</param>
    public Reference(string kind, string key, IReadOnlyDictionary<string, string>? details = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(key);
        Kind = kind;
        Key = key;
        Details = details ?? new Dictionary<string, string>();
    }

    /// <summary>The destination's kind.</summary>
    public string Kind { get; }

    /// <summary>Identifies it among its kind.</summary>
    public string Key { get; }

    /// <summary>What the destination needs to find or make it. Not part of equality.</summary>
    public IReadOnlyDictionary<string, string> Details { get; }

    /// <inheritdoc/>
    public bool Equals(Reference? other) =>
        other is not null && string.Equals(Kind, other.Kind, StringComparison.Ordinal) && string.Equals(Key, other.Key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Reference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Key);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Key}";
}
