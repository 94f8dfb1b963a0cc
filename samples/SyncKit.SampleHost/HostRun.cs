using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;
using SyncKit.SampleHost.Clustering;
using SyncKit.SampleHost.Configuration;
using SyncKit.SampleHost.Demo;
using SyncKit.SampleHost.Storing;
using SyncKit.SampleHost.Syncing;

namespace SyncKit.SampleHost;

/// <summary>Runs the host: on the configured systems, or as a demo on simulators.</summary>
internal static class HostRun
{
    /// <summary>How wide lines are where no terminal says how wide it is.</summary>
    private const int PlainWidth = 140;

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = PlainWidth;
        }

        try
        {
            IConfiguration configuration = Configure(arguments.ConfigFile);
            bool configured = new[] { "Tenants", "Api:Tokens" }.Any(section => configuration.GetSection(section).GetChildren().Any());
            if (!configured && arguments.ConfigFile is not null)
            {
                throw new ConfigurationError($"Tenants is missing: '{arguments.ConfigFile}' names no tenant to sync, and no Api:Tokens with which tenants could be connected.");
            }

            return configured
                ? await RunConfiguredAsync(SettingsReader.Read(configuration, arguments.DataFolder), arguments, cancellationToken)
                : await RunDemoAsync(arguments, cancellationToken);
        }
        catch (ConfigurationError wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCodes.Misconfigured;
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(string.Join(' ', wrong.Failures));
            return ExitCodes.Misconfigured;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Agrees;
        }
    }

    private static async Task<int> RunConfiguredAsync(HostSettings settings, Arguments arguments, CancellationToken cancellationToken)
    {
        await using WebApplication app = SyncHost.Build(settings, inBackground: !arguments.Once);
        Validate(app);
        Directory.CreateDirectory(arguments.DataFolder);
        if (arguments.CopyStorageFrom is { } from)
        {
            return await StorageMove.RunAsync(from, settings.Storage, app.Services, AnsiConsole.Console, cancellationToken);
        }

        await StorageCheck.RunAsync(app.Services, cancellationToken);
        if (arguments.RotateKeys)
        {
            return await KeyRotation.RunAsync(app.Services, AnsiConsole.Console, cancellationToken);
        }

        await TenantSetup.RunAsync(app.Services, settings.Tenants, cancellationToken);
        if (settings.Cluster is not null)
        {
            await ClusterSetup.EnsureTablesAsync(settings.Storage, cancellationToken);
        }

        await app.StartAsync(cancellationToken);
        using SyncRun run = new(app.Services, [.. settings.Tenants.Select(tenant => tenant.Id)], AnsiConsole.Console);
        int code = ExitCodes.Agrees;
        if (arguments.Once)
        {
            await run.SyncAsync("Syncing", cancellationToken);
            await run.SyncAsync("Syncing what changed meanwhile", cancellationToken);
            code = await run.ReportAsync(jsonLast: true, cancellationToken);
        }
        else
        {
            AnsiConsole.MarkupLineInterpolated($"Syncing in the background at {SyncHost.Address(app)}: management API below /synckit, webhooks below /webhooks, health at /health. Ctrl+C ends.");
            await run.WatchAsync(cancellationToken);
        }

        await app.StopAsync(CancellationToken.None);
        return code;
    }

    private static async Task<int> RunDemoAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.CopyStorageFrom is not null)
        {
            throw new ConfigurationError("--copy-storage-from needs a configuration (--config) whose Storage says where to copy to.");
        }

        if (arguments.RotateKeys)
        {
            Directory.CreateDirectory(arguments.DataFolder);
            DemoKeys.AddKey(arguments.DataFolder);
            return await RunConfiguredAsync(DemoWorld.Settings(arguments.DataFolder), arguments, cancellationToken);
        }

        await using DemoWorld world = await DemoWorld.StartAsync(arguments.DataFolder, arguments.Orders, cancellationToken);
        (int code, Uri address) = await RunDayAsync(world, arguments, cancellationToken);
        if (!arguments.Once)
        {
            await KeepSyncingAsync(world, address, cancellationToken);
        }

        await world.SaveAsync(CancellationToken.None);
        return code;
    }

    private static async Task<(int Code, Uri Address)> RunDayAsync(DemoWorld world, Arguments arguments, CancellationToken cancellationToken)
    {
        await using WebApplication app = SyncHost.Build(world.Settings(), inBackground: false);
        Validate(app);
        await app.StartAsync(cancellationToken);
        Uri address = SyncHost.Address(app);
        DemoDay.Introduce(world);
        await DemoConnecting.RunAsync(world, address, app.Services, cancellationToken);
        using SyncRun run = new(app.Services, [DemoWorld.Tenant], AnsiConsole.Console);
        int code = await DemoDay.RunAsync(world, run, arguments.Once, cancellationToken);
        await app.StopAsync(CancellationToken.None);
        return (code, address);
    }

    /// <summary>Goes on by itself, at the address that the shop delivers to: by webhooks, and by a schedule for what they do not bring.</summary>
    private static async Task KeepSyncingAsync(DemoWorld world, Uri address, CancellationToken cancellationToken)
    {
        await using WebApplication app = SyncHost.Build(world.Settings() with { Urls = address.GetLeftPart(UriPartial.Authority) }, inBackground: true);
        await app.StartAsync(cancellationToken);
        await DemoSchedule.SaveAsync(app.Services, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Syncing by webhooks and every ten seconds. Ctrl+C ends. The management API, for example:");
        AnsiConsole.WriteLine($"  curl -H 'Authorization: Bearer {world.Token.Token}' {address}synckit/tenants/{DemoWorld.Tenant}");
        using SyncRun run = new(app.Services, [DemoWorld.Tenant], AnsiConsole.Console);
        await run.WatchAsync(cancellationToken);
        AnsiConsole.WriteLine("Ended.");
        await app.StopAsync(CancellationToken.None);
    }

    /// <summary>Asks for every validated option, so that a wrong one is said before anything is written.</summary>
    private static void Validate(WebApplication app) => app.Services.GetService<IStartupValidator>()?.Validate();

    private static IConfiguration Configure(string? file)
    {
        ConfigurationBuilder builder = new();
        builder.SetBasePath(Directory.GetCurrentDirectory());
        builder.AddJsonFile("appsettings.json", optional: true);
        builder.AddEnvironmentVariables();
        if (file is not null)
        {
            if (!File.Exists(file))
            {
                throw new ConfigurationError($"--config: the file '{file}' does not exist.");
            }

            builder.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        try
        {
            return builder.Build();
        }
        catch (InvalidDataException malformed)
        {
            throw new ConfigurationError($"--config: '{file}' is not JSON: {malformed.InnerException?.Message ?? malformed.Message}");
        }
    }
}
