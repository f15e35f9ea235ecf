using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Core.Notices;

/// <summary>An alert as other programs hear of it.</summary>
/// <param name="At">When it is told.</param>
/// <param name="Alert">Name of its rule.</param>
/// <param name="Service">The part of the health that it is about.</param>
/// <param name="IsCritical">Whether somebody must look.</param>
/// <param name="IsOver">Whether it is over.</param>
/// <param name="Reason">What is, or was, wrong.</param>
/// <param name="Lasted">For how long.</param>
/// <param name="Silo">The process that tells it.</param>
public sealed record AlertMessage(DateTimeOffset At, string Alert, string Service, bool IsCritical, bool IsOver, string Reason, TimeSpan Lasted, string Silo)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Its JSON.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteString("alert", Alert);
            json.WriteString("service", Service);
            json.WriteString("level", IsCritical ? "critical" : "warning");
            json.WriteString("state", IsOver ? "over" : "raised");
            json.WriteString("reason", Reason);
            json.WriteNumber("seconds", Math.Round(Lasted.TotalSeconds));
            json.WriteString("silo", Silo);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
