using Microsoft.AspNetCore.Authentication;

namespace SyncKit.SampleHost.Access;

/// <summary>The tokens that open the management API; none of them: nobody gets in.</summary>
internal sealed class AccessTokenOptions : AuthenticationSchemeOptions
{
    public IReadOnlyList<AccessToken> Tokens { get; set; } = [];
}
