using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Offline.Backtests.Files;

namespace SqueezeFlow.Client.Commands.Offline.Options;

/// <summary>What the columns of bars are called in files of others.</summary>
internal static class ColumnOption
{
    /// <summary>The option; null when it is not given.</summary>
    public static Option<ColumnNames?> Create() => new("--columns")
    {
        Description = "What columns of bars are called in the files: vbuy=taker_buy_quote,vsell=quote_volume-taker_buy_quote",
        HelpName = "NAMES",
        CustomParser = result => ColumnNames.TryRead(Values.Text(result), out var names, out var fault) ? names : Values.Refuse<ColumnNames>(result, "--columns", fault),
    };
}
