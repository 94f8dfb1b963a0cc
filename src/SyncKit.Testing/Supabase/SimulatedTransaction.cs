using SyncKit.Testing.Supabase.Writing;
using System.Text.Json;

namespace SyncKit.Testing.Supabase;

/// <summary>A transaction that is open for a while: nobody sees its rows before it commits, and then they bear the time at which it began.</summary>
public sealed class SimulatedTransaction
{
    private readonly SimulatedProject project;
    private readonly DateTimeOffset began;
    private readonly List<Action<RowWriter>> steps = [];

    internal SimulatedTransaction(SimulatedProject project, DateTimeOffset began)
    {
        this.project = project;
        this.began = began;
    }

    /// <summary>Puts rows in.</summary>
    /// <param name="table">The table.</param>
    /// <param name="json">A row or a list of rows.</param>
    public void Insert(string table, string json) =>
        steps.Add(writer => writer.Insert(project.Need(table), JsonElement.Parse(json), new InsertOptions()));

    /// <summary>Makes its changes seen.</summary>
    /// <exception cref="InvalidOperationException">The database refuses.</exception>
    public void Commit() => project.Act(writer => steps.ForEach(step => step(writer)), began);
}
