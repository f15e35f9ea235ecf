using System.Globalization;
using System.Text;
using static SqueezeFlow.Client.Offline.Reports.HtmlReport;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>Lines over time as a drawing inside a page, with its legend.</summary>
/// <param name="label">How a value is written at the axis; null for as many places as its ticks need.</param>
internal sealed class SvgChart(Func<double, string>? label = null)
{
    private const int Width = 1_100;
    private const int Height = 240;
    private const int Left = 80;
    private const int MaxPoints = 2_000;

    private readonly List<(string Name, string Style, (long T, double V)[] Points)> _lines = [];
    private readonly List<(long T, double V, string Style, string Name, string Title)> _marks = [];

    /// <summary>Adds a line; points whose value is no number are left out, long lines are thinned.</summary>
    public SvgChart Line(string name, string style, IEnumerable<(long T, double V)> points)
    {
        var known = points.Where(point => double.IsFinite(point.V)).ToArray();
        var step = Math.Max(1, known.Length / MaxPoints);
        _lines.Add((name, style, [.. known.Where((_, i) => i % step == 0 || i == known.Length - 1)]));
        return this;
    }

    /// <summary>Adds a mark: its kind for the legend, and a text that shows under the pointer.</summary>
    public SvgChart Mark(long t, double v, string style, string name, string title)
    {
        _marks.Add((t, v, style, name, title));
        return this;
    }

    /// <summary>Names of the lines and kinds of marks with their colours.</summary>
    public string ToLegend()
    {
        var legend = new StringBuilder("<p class=\"legend\">");
        foreach (var (name, style, _) in _lines)
        {
            legend.Append(CultureInfo.InvariantCulture, $"<span><svg viewBox=\"0 0 16 10\"><line class=\"{style}\" x1=\"0\" x2=\"16\" y1=\"5\" y2=\"5\" stroke-width=\"2\"/></svg>{Text(name)}</span>");
        }

        foreach (var (style, name) in _marks.Select(mark => (mark.Style, mark.Name)).Distinct())
        {
            legend.Append(CultureInfo.InvariantCulture, $"<span><svg viewBox=\"0 0 16 10\"><ellipse class=\"{style}\" cx=\"8\" cy=\"5\" rx=\"4\" ry=\"4\"/></svg>{Text(name)}</span>");
        }

        return legend.Append("</p>").ToString();
    }

    /// <summary>The drawing; empty when there is nothing to draw.</summary>
    public string ToSvg(string title)
    {
        var points = _lines.SelectMany(line => line.Points).Concat(_marks.Select(mark => (mark.T, mark.V))).ToArray();
        if (points.Length < 2)
        {
            return string.Empty;
        }

        var frame = new Frame(points.Min(p => p.Item1), points.Max(p => p.Item1), points.Min(p => p.Item2), points.Max(p => p.Item2));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height + 24}\" role=\"img\" aria-label=\"{Text(title)}\">");
        AppendAxes(svg, frame);
        foreach (var (name, style, line) in _lines)
        {
            var path = string.Join(' ', line.Select(point => frame.At(point.T, point.V)));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{style}\" points=\"{path}\"><title>{Text(name)}</title></polyline>");
        }

        foreach (var (t, v, style, _, text) in _marks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{style}\" cx=\"{frame.X(t):0.#}\" cy=\"{frame.Y(v):0.#}\" r=\"4\"><title>{Text(text)}</title></circle>");
        }

        return svg.Append("</svg>").ToString();
    }

    private void AppendAxes(StringBuilder svg, Frame frame)
    {
        var (values, places) = Ticks.OfValues(frame.Low, frame.High);
        foreach (var value in values)
        {
            var text = label is null ? value.ToString("N" + places, CultureInfo.InvariantCulture) : label(value);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{frame.Y(value):0.#}\" y2=\"{frame.Y(value):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"value\" x=\"{Left - 6}\" y=\"{frame.Y(value) + 4:0.#}\" text-anchor=\"end\">{Text(text)}</text>");
        }

        foreach (var (at, text) in Ticks.OfTimes(frame.From, frame.To))
        {
            var x = frame.X(at);
            var anchor = x < Left + 40 ? "start" : x > Width - 40 ? "end" : "middle";
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"8\" y2=\"{Height}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"time\" x=\"{x:0.#}\" y=\"{Height + 18}\" text-anchor=\"{anchor}\">{Text(text)}</text>");
        }
    }

    private readonly record struct Frame(long From, long To, double Low, double High)
    {
        public double X(long t) => Left + ((Width - Left) * (To > From ? (double)(t - From) / (To - From) : 0.5));

        public double Y(double v) => Height - 8 - ((Height - 16) * (High > Low ? (v - Low) / (High - Low) : 0.5));

        public string At(long t, double v) => string.Create(CultureInfo.InvariantCulture, $"{X(t):0.#},{Y(v):0.#}");
    }
}
