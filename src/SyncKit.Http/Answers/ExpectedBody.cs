namespace SyncKit.Http;

/// <summary>What the body of a success has to be.</summary>
public enum ExpectedBody
{
    /// <summary>A JSON object or array, or nothing at all with status 204.</summary>
    Json,

    /// <summary>A JSON object or array, or nothing with any status.</summary>
    JsonOrNothing,

    /// <summary>Whatever comes.</summary>
    Anything,
}
