using System.Globalization;
using System.Net;
using System.Text;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>Lines over time as a drawing inside a page.</summary>
/// <param name="label">How a value is written at the axis.</param>
internal sealed class SvgChart(Func<double, string> label)
{
    private const int Width = 1_100;
    private const int Height = 240;
    private const int Left = 80;
    private const int MaxPoints = 2_000;

    private readonly List<(string Name, string Style, (long T, double V)[] Points)> _lines = [];
    private readonly List<(long T, double V, string Style, string Title)> _marks = [];

    /// <summary>Adds a line; points whose value is no number are left out, long lines are thinned.</summary>
    public SvgChart Line(string name, string style, IEnumerable<(long T, double V)> points)
    {
        var known = points.Where(point => double.IsFinite(point.V)).ToArray();
        var step = Math.Max(1, known.Length / MaxPoints);
        _lines.Add((name, style, [.. known.Where((_, i) => i % step == 0 || i == known.Length - 1)]));
        return this;
    }

    /// <summary>Adds a mark with a text that shows under the pointer.</summary>
    public SvgChart Mark(long t, double v, string style, string title)
    {
        _marks.Add((t, v, style, title));
        return this;
    }

    /// <summary>The drawing; empty when there is nothing to draw.</summary>
    public string ToSvg()
    {
        var points = _lines.SelectMany(line => line.Points).Concat(_marks.Select(mark => (mark.T, mark.V))).ToArray();
        if (points.Length < 2)
        {
            return string.Empty;
        }

        var frame = new Frame(points.Min(p => p.Item1), points.Max(p => p.Item1), points.Min(p => p.Item2), points.Max(p => p.Item2));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height + 24}\" role=\"img\">");
        AppendAxes(svg, frame);
        foreach (var (name, style, line) in _lines)
        {
            var path = string.Join(' ', line.Select(point => frame.At(point.T, point.V)));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{style}\" points=\"{path}\"><title>{Text(name)}</title></polyline>");
        }

        foreach (var (t, v, style, title) in _marks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{style}\" cx=\"{frame.X(t):0.#}\" cy=\"{frame.Y(v):0.#}\" r=\"4\"><title>{Text(title)}</title></circle>");
        }

        return svg.Append("</svg>").ToString();
    }

    private void AppendAxes(StringBuilder svg, Frame frame)
    {
        for (var i = 0; i <= 4; i++)
        {
            var value = frame.Low + ((frame.High - frame.Low) * i / 4);
            var time = frame.From + ((frame.To - frame.From) * i / 4);
            var anchor = i == 0 ? "start" : i == 4 ? "end" : "middle";
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{frame.Y(value):0.#}\" y2=\"{frame.Y(value):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{frame.Y(value) + 4:0.#}\" text-anchor=\"end\">{Text(label(value))}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{frame.X(time):0.#}\" y=\"{Height + 18}\" text-anchor=\"{anchor}\">{Figures.Time(time)[..16]}</text>");
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private readonly record struct Frame(long From, long To, double Low, double High)
    {
        public double X(long t) => Left + ((Width - Left) * (To > From ? (double)(t - From) / (To - From) : 0.5));

        public double Y(double v) => Height - 8 - ((Height - 16) * (High > Low ? (v - Low) / (High - Low) : 0.5));

        public string At(long t, double v) => string.Create(CultureInfo.InvariantCulture, $"{X(t):0.#},{Y(v):0.#}");
    }
}
