using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SqueezeFlow.Notifications.Messages;

namespace SqueezeFlow.Notifications.Webhook;

/// <summary>The body of a message, as docs/notifications.md describes it. Fields are only ever added.</summary>
internal static class WebhookBody
{
    // No part of a page: what people read stays readable.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(OutgoingMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("id", message.Id);
            json.WriteString("instance", message.Instance);
            json.WriteString("kind", message.Kind.Name);
            json.WriteString("severity", NoticeTexts.Word(message.Kind.Severity));
            json.WriteString("subject", message.Subject);
            json.WriteString("at", message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("text", message.Text);
            json.WriteStartObject("values");
            foreach (var (name, value) in message.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteNumber("more", message.More);
            json.WriteStartArray("others");
            foreach (var other in message.Others)
            {
                json.WriteStringValue(other);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
