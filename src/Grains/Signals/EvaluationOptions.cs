using System.ComponentModel.DataAnnotations;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Grains.Signals;

/// <summary>When and how symbols are evaluated. Section <c>Strategy</c>.</summary>
public sealed class EvaluationOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Strategy";

    private StrategyParameters? _parameters;

    /// <summary>Length of the bars evaluated, e.g. <c>5m</c> (<c>SQUEEZEFLOW_TIMEFRAME</c>).</summary>
    public string Timeframe { get; set; } = "5m";

    /// <summary>Hours of bars in the window (<c>SQUEEZEFLOW_LOOKBACK_HOURS</c>).</summary>
    [Range(1, 24 * 30)]
    public int LookbackHours { get; set; } = 48;

    /// <summary>Bars needed before the first evaluation (<c>SQUEEZEFLOW_MIN_DATA_POINTS</c>).</summary>
    [Range(1, 100_000)]
    public int MinDataPoints { get; set; } = 40;

    /// <summary>Symbols evaluated at most, in ordinal order; 0 for no limit (<c>SQUEEZEFLOW_MAX_SYMBOLS</c>). Never limits what is collected.</summary>
    [Range(0, 100_000)]
    public int MaxSymbols { get; set; }

    /// <summary>Reading of the strategy (<c>SQUEEZEFLOW_PROFILE</c>).</summary>
    public StrategyProfile Profile { get; set; } = StrategyProfile.Corrected;

    /// <summary>File with the parameters of the strategy, of the same profile; empty for the profile's own.</summary>
    public string ParametersFile { get; set; } = "";

    /// <summary>The parameters: those of <see cref="Profile"/> unless others were given.</summary>
    public StrategyParameters Parameters => _parameters ?? StrategyParameters.Of(Profile);

    /// <summary>Whether open interest takes part in scoring (<c>SQUEEZEFLOW_ENABLE_OI</c>).</summary>
    public bool EnableOpenInterest { get; set; }

    /// <summary>Whether the forming bar is evaluated every <see cref="RunInterval"/> too (<c>SQUEEZEFLOW_EVALUATE_FORMING_BAR</c>).</summary>
    public bool EvaluateFormingBar { get; set; }

    /// <summary>Market time between evaluations of a forming bar (<c>SQUEEZEFLOW_RUN_INTERVAL</c>).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RunInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// True for simulated and replayed markets: bars are evaluated in (bar time, symbol) order, the next only when the
    /// signals of the last are settled, and no bar closes by wall time.
    /// </summary>
    public bool Ordered { get; set; }

    /// <summary>Whose time the markets run by.</summary>
    public MarketMode Mode => Ordered ? MarketMode.Simulated : MarketMode.Live;

    /// <summary>Wall time that a bar waits for stragglers of silent markets before it closes. Without effect when <see cref="Ordered"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan BarGrace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Hole in the window, in market time, above which no signal rests on it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "2.00:00:00")]
    public TimeSpan GapTolerance { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Takes the parameters that <see cref="ParametersFile"/> holds.</summary>
    public void Use(StrategyParameters parameters) => _parameters = parameters;
}
