using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Client.Commands.Shadowing;

/// <summary>Parameters that trade on paper beside the live ones.</summary>
internal sealed class ShadowsCommand : ConsoleCommand
{
    private const string None = "no shadows (name files of parameters in Shadows:Files)";

    private readonly Option<string?> _name = new("--name")
    {
        Description = "One shadow, symbol by symbol",
        HelpName = "NAME",
        CustomParser = result => Values.Text(result) is { Length: > 0 } name ? name : Values.Refuse<string>(result, "--name", "is empty: give the name of a shadow, e.g. --name fast"),
    };

    /// <summary>Names it.</summary>
    public ShadowsCommand(CommandEnvironment environment)
        : base(environment, "shadows", "Parameters that trade on paper beside the live ones, the best first", "shadows", "shadows --name fast", "shadows promote fast", "shadows --json")
    {
        Add(_name);
        Add(new ShadowPromoteCommand(environment));
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        if (run.Arguments.GetValue(_name) is { } name)
        {
            var one = await run.Service.GetAsync<ShadowDetailView>(ApiPaths.Of(ApiPaths.Shadow, name), cancellationToken);
            return run.Show(one, shadow => Table(shadow.Symbols).Write(run.Terminal, "no symbols yet"));
        }

        var answer = await run.Service.GetAsync<ShadowView[]>(ApiPaths.Shadows, cancellationToken);
        return run.Show(answer, shadows => Table(shadows).Write(run.Terminal, None));
    }

    private static Sheet Table(IReadOnlyList<ShadowView> shadows)
    {
        var sheet = new Sheet(
            ">rank", "shadow", ">equity", ">return", ">closed", Column.Figure("wins", 2), Column.Figure("open", 2), Column.Figure("agrees", 1), Column.Figure("fees", 3),
            Column.Figure("refused", 4), Column.Word("parameters", 4), Column.Word("since", 5));
        foreach (var shadow in shadows)
        {
            sheet.Add(
                Figures.Count(shadow.Rank),
                shadow.Name,
                Money(shadow.EquityUsd),
                Cell.Signed(Figures.Percent(shadow.ReturnPercent), shadow.ReturnPercent),
                Figures.Count(shadow.Closed),
                Figures.Count(shadow.Wins),
                Figures.Count(shadow.Open),
                shadow.Agreement is { } share ? share.ToString("P0", CultureInfo.InvariantCulture) : Figures.None,
                Money(shadow.FeesUsd),
                Figures.Count(shadow.Refused),
                ParameterHash.Short(shadow.ParametersHash),
                Figures.Time(shadow.Since));
        }

        return sheet;
    }

    private static Sheet Table(IReadOnlyList<ShadowSymbolView> symbols)
    {
        var sheet = new Sheet(
            "symbol", ">gain", ">closed", Column.Figure("wins", 2), Column.Word("position", 1), Column.Figure("entry", 2), Column.Figure("entries", 3), Column.Figure("of live", 3), Column.Figure("of both", 3), Column.Word("through", 4));
        foreach (var symbol in symbols)
        {
            var gain = symbol.EquityUsd - symbol.InitialUsd;
            sheet.Add(
                symbol.Symbol,
                Cell.Signed(Money(gain), gain),
                Figures.Count(symbol.Closed),
                Figures.Count(symbol.Wins),
                symbol.Position is { } held ? Decisions.Cell(held.Side.ToString().ToUpperInvariant()) : Figures.None,
                Figures.Price(symbol.Position?.EntryPrice),
                Figures.Count(symbol.Entries),
                Figures.Count(symbol.LiveEntries),
                Figures.Count(symbol.SharedEntries),
                Figures.Time(symbol.Through));
        }

        return sheet;
    }

    private static string Money(double usd) => Figures.Money((decimal)usd);
}
