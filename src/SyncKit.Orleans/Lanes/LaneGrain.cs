using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Hosting;
using SyncKit.Orleans.Driving;
using SyncKit.Orleans.Placement;

namespace SyncKit.Orleans.Lanes;

/// <summary>
/// Works on one lane, a quantum at a time, beside its turns: it answers at once whatever the lane's books do. Where the silo has a reminder service, a
/// reminder wakes it as well while there is work: a net below the scouts, which are a thousand times as quick.
/// </summary>
[GrainType(TypeName)]
[HomePlacement]
internal sealed class LaneGrain(LaneWork lanes, SiloWork silo, Homes homes, LaneScout scout) : Grain, ILaneGrain, IRemindable, IDisposable
{
    public const string Reminder = "due";

    private const string TypeName = "synckit.lane";
    private const int QuietRemindersKept = 2;

    public static readonly GrainType Type = GrainType.Create(TypeName);

    /// <summary>The shortest that Orleans allows.</summary>
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource leaving = new();
    private Task work = Task.CompletedTask;
    private bool isReminded;
    private int quietReminders;

    public async Task PokeAsync()
    {
        quietReminders = 0;
        Begin();
        if (!isReminded && ServiceProvider.GetService<IReminderTable>() is not null)
        {
            isReminded = true;
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod).ConfigureAwait(true);
        }
    }

    /// <summary>Looks into a lane of which nobody spoke lately, and after a while believes that nothing is in it.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        isReminded = true;
        if (quietReminders++ > 0)
        {
            Begin();
        }

        if (quietReminders > QuietRemindersKept && await this.GetReminder(reminderName).ConfigureAwait(true) is { } reminder)
        {
            isReminded = false;
            await this.UnregisterReminder(reminder).ConfigureAwait(true);
        }
    }

    /// <summary>Gives the lane back before another silo gets it.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await leaving.CancelAsync().ConfigureAwait(true);
        await work.WaitAsync(cancellationToken).ConfigureAwait(true);
    }

    public void Dispose() => leaving.Dispose();

    private void Begin()
    {
        if (work.IsCompleted)
        {
            ConnectionId lane = ConnectionId.Parse(this.GetPrimaryKeyString());
            work = silo.Start(this.GetGrainId(), silo.Lanes, token => lanes.WorkAsync(lane, token), Done, leaving.Token);
        }
    }

    private void Done()
    {
        scout.PlaceLeft();
        homes.MoveUnlessHere(GrainContext);
    }
}
