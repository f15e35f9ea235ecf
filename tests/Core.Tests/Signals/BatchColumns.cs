using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Tests.Signals;

/// <summary>The columns of a window on its regular grid, computed from scratch: what the specification calls O H L C V S F D.</summary>
internal sealed class BatchColumns
{
    public BatchColumns(IReadOnlyList<SymbolBar> bars, long stepMs, int windowBars)
    {
        var grid = OnGrid(bars, stepMs);
        var window = windowBars == 0 ? grid : grid.TakeLast(windowBars).ToList();
        O = [.. window.Select(bar => bar.Open)];
        H = [.. window.Select(bar => bar.High)];
        L = [.. window.Select(bar => bar.Low)];
        C = [.. window.Select(bar => bar.Close)];
        V = [.. window.Select(bar => bar.Volume)];
        TurnoverS = [.. window.Select(bar => bar.SpotBuy + bar.SpotSell)];
        TurnoverF = [.. window.Select(bar => bar.PerpBuy + bar.PerpSell)];
        S = Cumulative(window.Select(bar => bar.SpotBuy - bar.SpotSell));
        F = Cumulative(window.Select(bar => bar.PerpBuy - bar.PerpSell));
        D = [.. S.Zip(F, (s, f) => s - f)];
    }

    public double[] O { get; }

    public double[] H { get; }

    public double[] L { get; }

    public double[] C { get; }

    public double[] V { get; }

    public double[] S { get; }

    public double[] F { get; }

    public double[] D { get; }

    public double[] TurnoverS { get; }

    public double[] TurnoverF { get; }

    public int N => C.Length;

    private static List<SymbolBar> OnGrid(IReadOnlyList<SymbolBar> bars, long stepMs)
    {
        var grid = new List<SymbolBar>();
        foreach (var bar in bars)
        {
            var complete = !double.IsNaN(bar.Open + bar.High + bar.Low + bar.Close);
            if (grid.Count == 0 && !complete)
            {
                continue;
            }

            while (grid.Count > 0 && grid[^1].OpenUnixMs + stepMs < bar.OpenUnixMs)
            {
                var close = grid[^1].Close;
                grid.Add(new(grid[^1].OpenUnixMs + stepMs, close, close, close, close, 0, 0, 0, 0, 0));
            }

            var last = grid.Count > 0 ? grid[^1].Close : 0;
            grid.Add(complete ? bar : bar with { Open = last, High = last, Low = last, Close = last, Volume = 0 });
        }

        return grid;
    }

    private static double[] Cumulative(IEnumerable<double> deltas)
    {
        decimal sum = 0;
        return [.. deltas.Select(delta => (double)(sum += double.IsNaN(delta) ? 0 : (decimal)delta))];
    }
}
