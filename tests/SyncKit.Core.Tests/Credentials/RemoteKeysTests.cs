using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

public sealed class RemoteKeysTests : KeyProviderTests
{
    private readonly RemoteKeys service = new("k1", "k2");

    private protected override IKeyProvider Provider => service;

    private protected override void Change(bool takeAway)
    {
        service.Active = "k2";
        if (takeAway)
        {
            service.Remove("k1");
        }
    }
}
