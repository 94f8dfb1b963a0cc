using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;
using SyncKit.SampleHost.Configuration;
using SyncKit.SampleHost.Demo;
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
            bool configured = configuration.GetSection("Tenants").GetChildren().Any();
            if (!configured && arguments.ConfigFile is not null)
            {
                throw new ConfigurationError($"Tenants is missing: '{arguments.ConfigFile}' names no tenant to sync.");
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
        await TenantSetup.RunAsync(app.Services, settings.Tenants, cancellationToken);
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
            AnsiConsole.MarkupLineInterpolated($"Syncing in the background; webhooks arrive at {SyncHost.Address(app)}webhooks/<tenant>/woocommerce/main. Ctrl+C ends.");
            await run.WatchAsync(cancellationToken);
        }

        await app.StopAsync(CancellationToken.None);
        return code;
    }

    private static async Task<int> RunDemoAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        await using DemoWorld world = await DemoWorld.StartAsync(arguments.DataFolder, arguments.Orders, cancellationToken);
        HostSettings settings = world.Settings();
        await using WebApplication app = SyncHost.Build(settings, inBackground: false);
        Validate(app);
        await TenantSetup.RunAsync(app.Services, settings.Tenants, cancellationToken);
        await app.StartAsync(cancellationToken);
        using SyncRun run = new(app.Services, [DemoWorld.Tenant], AnsiConsole.Console);
        int code = await DemoDay.RunAsync(world, SyncHost.Address(app), run, arguments.Once, cancellationToken);
        await app.StopAsync(CancellationToken.None);
        return code;
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
