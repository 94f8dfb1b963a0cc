namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>All of a connection's secrets.</summary>
internal sealed record CredentialsBody
{
    /// <summary>The secrets by name, for example consumer_key and consumer_secret.</summary>
    public required Dictionary<string, string> Credentials { get; init; }

    /// <summary>The names that are there.</summary>
    public override string ToString() => string.Join(", ", Credentials.Keys);
}
