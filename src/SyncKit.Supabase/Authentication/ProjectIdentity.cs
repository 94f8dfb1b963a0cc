using System.Diagnostics;
using System.Net.Http.Headers;
using SyncKit.Credentials;

namespace SyncKit.Supabase.Authentication;

/// <summary>As whom a project is called: by its API key, and as a user where there is a user's token. Shows nothing of itself.</summary>
[DebuggerDisplay("***")]
internal sealed class ProjectIdentity(ProjectKey key, Secret? userToken)
{
    /// <summary>Whether a user's token decides what may be done, so that row-level security holds.</summary>
    public bool IsUser => userToken is not null;

    /// <summary>What may be done past row-level security.</summary>
    public ApiKeyRole Role => IsUser ? ApiKeyRole.Unknown : key.Role;

    /// <summary>Puts itself on a request.</summary>
    public void Give(HttpRequestMessage request)
    {
        key.Give(request);
        if (userToken is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", userToken.Reveal());
        }
    }

    public override string ToString() => "***";
}
