using System.Globalization;
using System.IO.Compression;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase;

/// <summary>
/// Supabase on a free loopback port: projects with their API keys, and PostgREST over tables that are declared in SQL and kept in memory. It answers as hosted
/// projects do, and misbehaves as planned. Safe for use from several threads.
/// </summary>
public sealed class SupabaseSimulator : IAsyncDisposable
{
    private readonly SupabaseSimulatorOptions options;
    private readonly Lock gate = new();
    private readonly Dictionary<string, SimulatedProject> projects = new(StringComparer.Ordinal);
    private readonly RequestLog log = new();
    private LoopbackServer? server;

    private SupabaseSimulator(SupabaseSimulatorOptions options) => this.options = options;

    /// <summary>Which calls go wrong, and how; <see cref="SupabaseFault"/> has what only Supabase says.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The latest requests, oldest first, at most 10 000 of them and 32 MiB of bodies. Requests that a planned fault kept from being answered are not among them.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => log.Latest();

    /// <summary>How many requests there were in all.</summary>
    public int Calls => log.Count;

    /// <summary>The projects, oldest first.</summary>
    public IReadOnlyList<SimulatedProject> Projects
    {
        get
        {
            lock (gate)
            {
                return [.. projects.Values];
            }
        }
    }

    /// <summary>Starts a simulator on a free port.</summary>
    /// <param name="options">How it behaves; the defaults when absent.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The running simulator, which its owner disposes of.</returns>
    public static async Task<SupabaseSimulator> StartAsync(SupabaseSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        SupabaseSimulator simulator = new(options ?? new SupabaseSimulatorOptions());
        simulator.server = await LoopbackServer
            .StartAsync(simulator.Answer, RenderFailure, simulator.Faults, simulator.options.Time, cancellationToken)
            .ConfigureAwait(false);
        return simulator;
    }

    /// <summary>Adds a project with an empty database.</summary>
    /// <param name="sql">The SQL that declares its tables; see <see cref="SimulatedProject.Apply"/>.</param>
    /// <returns>The project.</returns>
    /// <exception cref="FormatException">A table cannot be read.</exception>
    public SimulatedProject AddProject(string sql = "")
    {
        SimulatedProject project;
        lock (gate)
        {
            string reference = $"project{projects.Count + 1:D13}";
            project = new SimulatedProject(reference, new Uri(server!.Address, reference), options.Time);
            projects.Add(reference, project);
        }

        project.Apply(sql);
        return project;
    }

    /// <summary>Stops the simulator at once.</summary>
    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static SimulatedResponse RenderFailure(int status) => ErrorBody.Gateway(status, status switch
    {
        429 => "Too many requests",
        503 => "name resolution failed",
        504 => "The upstream server is timing out",
        _ => "An invalid response was received from the upstream server",
    });

    private SimulatedResponse Answer(SimulatedRequest request)
    {
        log.Add(request);
        string[] parts = request.Path.Split('/', 3);
        SimulatedProject? project;
        lock (gate)
        {
            project = projects.GetValueOrDefault(parts[1]);
        }

        SimulatedResponse response = project is null
            ? ErrorBody.Gateway(404, "There is no such project.")
            : Compressed(request, project.Answer(request, parts.Length > 2 ? "/" + parts[2] : "/"), project.Compression);
        return response.With("Date", request.ReceivedAt.ToString("R", CultureInfo.InvariantCulture));
    }

    private static SimulatedResponse Compressed(SimulatedRequest request, SimulatedResponse response, string? coding)
    {
        if (coding is null || response.Body.IsEmpty || request.Headers.GetValueOrDefault("Accept-Encoding")?.Contains(coding, StringComparison.OrdinalIgnoreCase) != true)
        {
            return response;
        }

        using MemoryStream packed = new();
        using (Stream packing = coding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(response.Body.Span);
        }

        SimulatedResponse smaller = response with { Body = packed.ToArray() };
        return smaller.With("Content-Encoding", coding).With("Vary", "Accept-Encoding");
    }
}
