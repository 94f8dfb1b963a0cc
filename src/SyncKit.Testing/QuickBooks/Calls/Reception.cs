using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Limits;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Calls;

/// <summary>Lets calls in as far as limits, quota and keys allow.</summary>
internal sealed class Reception(CompanyBooks books, CompanyApi api, CallMeter meter)
{
    public SimulatedResponse Answer(SimulatedRequest request, string path, ReadQuota quota)
    {
        TimeProvider time = books.Behaviour.Time;
        bool admitted = meter.Enter(time.GetUtcNow(), path == "batch");
        try
        {
            if (!admitted)
            {
                throw GatewayRefusal.Throttled();
            }

            lock (books.Gate)
            {
                if (books.WrongEnvironment)
                {
                    throw GatewayRefusal.NotAuthorized();
                }

                if (ReadPaths.AreMetered(request, path) && quota.IsUsedUp(time.GetUtcNow()))
                {
                    meter.CountThrottled();
                    throw GatewayRefusal.Throttled();
                }

                int before = api.MeteredReads;
                SimulatedResponse response = api.Handle(request, path);
                quota.Count(time.GetUtcNow(), api.MeteredReads - before);
                return response;
            }
        }
        finally
        {
            meter.Leave();
        }
    }
}
