using System.Globalization;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Execution.Risk;

/// <summary>
/// Whether the data behind an entry are all there. Asked when the entry is about to be sent, not when it was decided: meanwhile a gap may have
/// been seen, or filled.
/// </summary>
internal sealed class DataGuard(IDataCertainty certainty, IOptions<ExecutionOptions> options, IOptions<EvaluationOptions> evaluation)
{
    private const int MostNamed = 3;

    private readonly ExecutionOptions _options = options.Value;

    /// <summary>Why an entry must not rest on its data; null when it may. Simulated and recorded markets are what they are.</summary>
    public async Task<Refusal?> RefuseAsync(Signal signal, CancellationToken cancellationToken)
    {
        var span = _options.CertainFor;
        if (span == TimeSpan.Zero || !evaluation.Value.Mode.RunsByWallTime)
        {
            return null;
        }

        var from = signal.BarCloseUnixMs - (long)span.TotalMilliseconds;
        var doubt = await certainty.DoubtOfAsync(signal.BaseSymbol, from, signal.BarCloseUnixMs).WaitAsync(cancellationToken);
        return doubt.Share <= _options.MaxDoubtfulShare ? null : new(SignalRules.Data, doubt.Share, _options.MaxDoubtfulShare)
        {
            Words = Describe(signal.BaseSymbol, doubt, span),
        };
    }

    private string Describe(string coin, DataDoubt doubt, TimeSpan span)
    {
        var names = string.Join(", ", doubt.Doubtful.Take(MostNamed)) + (doubt.Doubtful.Count > MostNamed ? $" and {doubt.Doubtful.Count - MostNamed} more" : "");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"trades of the last {span.TotalSeconds:0} s of the bar are missing on {doubt.Doubtful.Count} of {doubt.Markets} markets of {coin} with {doubt.Share:P0} of its turnover, allowed {_options.MaxDoubtfulShare:P0}: {names}");
    }
}
