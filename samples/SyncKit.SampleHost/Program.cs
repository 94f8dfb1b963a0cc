using System.CommandLine;
using SyncKit.SampleHost;

Option<bool> once = new("--once") { Description = "Sync, sync once more incrementally, report and exit." };
Option<int> orders = new("--orders") { Description = "How many orders the demo store has.", DefaultValueFactory = _ => 250 };
Option<string> data = new("--data") { Description = "Where the SQLite file lives; kept between runs.", DefaultValueFactory = _ => "synckit-data" };
Option<string?> config = new("--config") { Description = "A JSON file that points the host at real systems." };
Option<bool> rotate = new("--rotate-keys") { Description = "Wrap all credentials with the active key, report and exit. The demo makes a new key first." };
Option<string?> copy = new("--copy-storage-from")
{
    Description = "Copy everything from this storage ('Data Source=...' or 'Host=...') into the empty one that Storage names, report and exit. Stop all hosts first.",
};
orders.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
    {
        result.AddError("--orders must be at least 1.");
    }
});

RootCommand command = new("Syncs WooCommerce orders into QuickBooks Online. Without --config it shows itself on simulators.")
{
    once,
    orders,
    data,
    config,
    rotate,
    copy,
};
command.SetAction((parsed, cancellationToken) => HostRun.RunAsync(
    new Arguments(
        parsed.GetValue(once), parsed.GetValue(orders), parsed.GetValue(data)!, parsed.GetValue(config), parsed.GetValue(rotate), parsed.GetValue(copy)),
    cancellationToken));
ParseResult arguments = command.Parse(args);
return arguments.Errors.Count == 0 ? await arguments.InvokeAsync() : Complain(arguments);

static int Complain(ParseResult arguments)
{
    foreach (System.CommandLine.Parsing.ParseError error in arguments.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    return ExitCodes.Misconfigured;
}
