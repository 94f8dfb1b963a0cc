using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>Where this host's webhooks are reached from outside.</summary>
internal sealed record PublicAddressBody
{
    /// <summary>For example https://sync.example/synckit/webhooks; absent when that is not known.</summary>
    public string? PublicUrl { get; set; }

    public Uri? Read() => PublicUrl switch
    {
        null => null,
        { } text when Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) => url,
        { } text => throw new ProblemException(Problems.Field("publicUrl", $"'{text}' is no whole web address, for example https://sync.example/synckit/webhooks.")),
    };

    public Uri Need() => Read()
        ?? throw new ProblemException(Problems.Field("publicUrl", "Say where the webhooks of this host are reached from outside, for example https://sync.example/synckit/webhooks."));
}
