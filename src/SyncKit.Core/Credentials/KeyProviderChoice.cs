namespace SyncKit.Credentials;

/// <summary>Where a host keeps the keys that wrap data keys; exactly one is chosen, and the configuration when none is.</summary>
/// <param name="Name">The place's name for messages.</param>
internal sealed record KeyProviderChoice(string Name)
{
    public static KeyProviderChoice Configuration { get; } = new("WithCredentialKeys");
}
