using Microsoft.AspNetCore.Authentication;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>The tokens by which callers are known.</summary>
internal sealed class CanaryUserOptions : AuthenticationSchemeOptions
{
    public string UserToken { get; set; } = "";

    public string OperatorToken { get; set; } = "";
}
