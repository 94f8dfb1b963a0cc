namespace SyncKit.Fixtures;

/// <summary>One delivery of a real store, exactly as it arrived.</summary>
/// <param name="Name">The file's name without ending.</param>
/// <param name="Body">The raw body.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Secret">The secret it is signed with; absent for the unsigned ping.</param>
public sealed record RecordedWebhook(string Name, byte[] Body, IReadOnlyDictionary<string, string> Headers, string? Secret)
{
    /// <summary>The topic header; absent for the ping.</summary>
    public string? Topic => Headers.GetValueOrDefault("X-WC-Webhook-Topic");

    /// <summary>The signature header; absent for the ping.</summary>
    public string? Signature => Headers.GetValueOrDefault("X-WC-Webhook-Signature");
}
