using System.Diagnostics;
using SyncKit.Credentials;

namespace SyncKit.WooCommerce.Authentication;

/// <summary>A store's API key. Shows nothing of itself.</summary>
[DebuggerDisplay("***")]
internal sealed class ApiKey(Secret key, Secret secret, long version)
{
    public Secret Key => key;

    public Secret Secret => secret;

    /// <summary>The version of the stored credentials that it comes from.</summary>
    public long Version => version;

    public override string ToString() => "***";
}
