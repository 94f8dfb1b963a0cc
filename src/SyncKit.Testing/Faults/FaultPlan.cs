using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.Faults;

/// <summary>Says which calls to a simulator go wrong, and how. Safe for use from several threads.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<PlannedFault> planned = [];

    /// <summary>Makes the n-th matching call from now go wrong, once.</summary>
    /// <param name="call">Which matching call, counted from 1 (the next one).</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="where">Which calls count; every call when absent.</param>
    /// <returns>This plan, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="call"/> is below 1.</exception>
    public FaultPlan OnCall(int call, Fault fault, Func<SimulatedRequest, bool>? where = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(call, 1);
        ArgumentNullException.ThrowIfNull(fault);
        lock (gate)
        {
            planned.Add(new PlannedFault(fault, where) { CallsLeft = call, TimesLeft = 1 });
        }

        return this;
    }

    /// <summary>Makes every matching call go wrong until <see cref="Clear"/> or until it went wrong often enough.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="where">Which calls; every call when absent.</param>
    /// <param name="times">How often at the most; without end when absent.</param>
    /// <returns>This plan, for chaining.</returns>
    public FaultPlan Always(Fault fault, Func<SimulatedRequest, bool>? where = null, int times = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (gate)
        {
            planned.Add(new PlannedFault(fault, where) { CallsLeft = 1, TimesLeft = times });
        }

        return this;
    }

    /// <summary>Forgets every planned fault.</summary>
    public void Clear()
    {
        lock (gate)
        {
            planned.Clear();
        }
    }

    internal Fault? Next(SimulatedRequest request)
    {
        lock (gate)
        {
            Fault? due = null;
            foreach (PlannedFault candidate in planned)
            {
                if (candidate.Where is not null && !candidate.Where(request))
                {
                    continue;
                }

                candidate.CallsLeft--;
                if (due is null && candidate.CallsLeft <= 0)
                {
                    due = candidate.Fault;
                    candidate.TimesLeft--;
                }
            }

            planned.RemoveAll(candidate => candidate.TimesLeft <= 0);
            return due;
        }
    }

    private sealed class PlannedFault(Fault fault, Func<SimulatedRequest, bool>? where)
    {
        public Fault Fault { get; } = fault;

        public Func<SimulatedRequest, bool>? Where { get; } = where;

        public int CallsLeft { get; set; }

        public int TimesLeft { get; set; }
    }
}
