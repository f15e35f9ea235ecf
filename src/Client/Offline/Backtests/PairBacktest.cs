using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Backtests.Sources;
using SqueezeFlow.Client.Offline.Costs;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>What a back-test over two recorded markets was asked for.</summary>
/// <param name="SpotFile">Bars of the spot market: a file, a folder of files, or a market of a store.</param>
/// <param name="PerpFile">Bars of the perpetual, the reference market: a file, a folder of files, or a market of a store.</param>
/// <param name="Symbol">What it is called in the result.</param>
/// <param name="Timeframe">Timeframe of the evaluated bars.</param>
/// <param name="Parameters">Parameters of the strategy; their profile also says how orders are filled.</param>
/// <param name="InitialBalanceUsd">Account at the start, USD.</param>
internal sealed record PairBacktest(
    string SpotFile,
    string PerpFile,
    string Symbol,
    Timeframe Timeframe,
    StrategyParameters Parameters,
    double InitialBalanceUsd)
{
    /// <summary>Where the parameters come from; null for those of the profile.</summary>
    public string? ParametersFile { get; init; }

    /// <summary>Whether <see cref="Symbol"/> was given; else it follows from the files.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Data folder of the service, from which both sides are markets; null for files.</summary>
    public string? DataFolder { get; init; }

    /// <summary>What the columns of bars are called in the files.</summary>
    public ColumnNames Columns { get; init; } = ColumnNames.Own;

    /// <summary>Open interest to score with; null for none.</summary>
    public string? OpenInterestFile { get; init; }

    /// <summary>Bars before it are as if they were not in the files; null for all.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Bars that end after it are as if they were not in the files; null for all.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>What trading costs.</summary>
    public CostsAsked Costs { get; init; } = CostsAsked.Usual;

    /// <summary>What an entry must keep to beside its score; null for nothing.</summary>
    public EntryLimits? EntryLimits { get; init; }

    /// <summary>Whether files that say to be of different markets are run all the same.</summary>
    public bool IsForced { get; init; }

    /// <summary>How it is run: the whole history as window, every bar asked.</summary>
    public BacktestOptions Options => new()
    {
        Symbol = Symbol,
        InitialBalanceUsd = InitialBalanceUsd,
        FeeRate = Costs.FeeRate,
        Costs = Costs.Trading,
        EntryLimits = EntryLimits,
        Strategy = new()
        {
            Parameters = Parameters,
            Timeframe = Timeframe,
            WindowBars = 0,
            MinDataPoints = 0,
            UseOpenInterest = OpenInterestFile is not null,
        },
    };

    /// <summary>Reads all files, checks them against each other and pairs the bars.</summary>
    /// <exception cref="DataFormatException">A file cannot be read, they do not belong together, or have no bar in common.</exception>
    public PairInputs Read()
    {
        var spot = ReadSide(SpotFile);
        var perp = ReadSide(PerpFile);
        var openInterest = OpenInterestFile is null ? null : Files.OpenInterestFile.Read(OpenInterestFile);
        var funding = Costs.FundingFile is { } payments ? FundingFile.Read(payments) : null;
        RowSpacing.Check(spot.Name, spot.SpacingSeconds, Timeframe);
        RowSpacing.Check(perp.Name, perp.SpacingSeconds, Timeframe);
        if (!IsForced)
        {
            PairCheck.Check(spot, perp, openInterest, funding);
        }

        var series = PairedSeries.Of(spot, perp, Timeframe, From, To);
        return series.Bars.Count > 0
            ? new(spot, perp, series, openInterest, funding)
            : throw new DataFormatException(
                spot.Name,
                "time_s",
                $"no bar in common with {perp.Name}: one is from {Period(spot)}, the other from {Period(perp)}",
                From is null && To is null ? "two files of the same period" : "a bar of both between --from and --to");
    }

    /// <summary>How it is run over what <see cref="Read"/> gave.</summary>
    public BacktestOptions OptionsFor(PairInputs inputs) => Options with { Costs = inputs.Add(Costs.Trading, Timeframe), KnownGaps = inputs.KnownGaps };

    /// <summary>Runs over what <see cref="Read"/> gave.</summary>
    public PairOutcome Run(PairInputs inputs, IBacktestObserver? observer = null)
    {
        var changes = inputs.OpenInterest is { } file ? new OpenInterestChanges(file) : null;
        var options = OptionsFor(inputs);
        var engine = new BacktestEngine(options, observer) { OpenInterestChangePercent = changes is null ? null : changes.At };
        return new(options, inputs, engine.Run(inputs.Series.Bars), changes) { Costs = Costs };
    }

    private MarketFile ReadSide(string side) =>
        DataFolder is { } folder ? StoreMarket.Read(folder, side, Timeframe, From, To) : BarSource.Read(side, Columns);

    private static string Period(MarketFile file) =>
        $"{Figures.Time(file.Bars[0].OpenSeconds * 1_000)} to {Figures.Time(file.Bars[^1].OpenSeconds * 1_000)} UTC";
}
