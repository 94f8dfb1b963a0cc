using System.Diagnostics.CodeAnalysis;

namespace SyncKit.Supabase.Api;

/// <summary>Where a project's REST API is.</summary>
internal sealed class ProjectAddress
{
    private const string RestPath = "/rest/v1";

    private ProjectAddress(Uri rest, string host)
    {
        Rest = rest;
        Host = host;
    }

    /// <summary>The address of the REST API, with its last slash.</summary>
    public Uri Rest { get; }

    /// <summary>The project's host, with its port if it is not the usual one, for messages.</summary>
    public string Host { get; }

    /// <summary>Reads the project's address, or says in one sentence why it cannot be used.</summary>
    public static bool TryRead(SupabaseSettings settings, [NotNullWhen(true)] out ProjectAddress? address, out string problem)
    {
        address = null;
        problem = string.Empty;
        if (!Uri.TryCreate(settings.Url?.Trim(), UriKind.Absolute, out Uri? url) || !(url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
        {
            problem = "url is not a web address: write the project's in full, for example https://abcdefghijklmnop.supabase.co.";
        }
        else if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            problem = "url holds more than an address: write the project's alone; the key belongs in the credentials.";
        }
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            problem = $"url begins with http, so everyone on the way could read the key of {url.Authority}: write https.";
        }
        else if (string.IsNullOrWhiteSpace(settings.Schema))
        {
            problem = "schema is empty: write the schema that the project exposes, for example public.";
        }
        else
        {
            string root = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
            root = root.EndsWith(RestPath, StringComparison.Ordinal) ? root[..^RestPath.Length] : root;
            address = new ProjectAddress(new Uri($"{root}{RestPath}/"), url.Authority);
        }

        return address is not null;
    }
}
