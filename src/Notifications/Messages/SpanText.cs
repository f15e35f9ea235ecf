using System.Globalization;

namespace SqueezeFlow.Notifications.Messages;

/// <summary>Lengths of time as people read them: <c>41 s</c>, <c>3 min 5 s</c>, <c>2 h 14 min</c>.</summary>
internal static class SpanText
{
    public static string Of(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(span.TotalSeconds):0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min"),
    };
}
