package requests

import (
	"github.com/gin-gonic/gin"
	"github.com/segmentio/kafka-go"
	"gorm.io/gorm"
)

type api struct {
	db     *gorm.DB
	writer *kafka.Writer
}

func (a *api) transactional() gin.HandlerFunc {
	return func(c *gin.Context) {
		tx := a.db.Begin()
		defer func() {
			if r := recover(); r != nil {
				tx.Rollback()
			}
		}()
		c.Set("tx", tx)
		c.Next()
		if len(c.Errors) > 0 {
			tx.Rollback()
			return
		}
		tx.Commit()
	}
}

// pool keeps the pool: nothing is open.
func (a *api) pool(c *gin.Context) {
	c.Set("pool", a.db)
	c.Next()
}

func (a *api) ship(c *gin.Context) {
	tx := c.MustGet("tx").(*gorm.DB)
	if err := tx.Exec("UPDATE orders SET shipped = true").Error; err != nil {
		c.AbortWithError(500, err)
		return
	}
	if err := a.writer.WriteMessages(c.Request.Context(), kafka.Message{Topic: "orders.v1"}); err != nil { // want "error: event is published before the transaction commits"
		c.AbortWithError(500, err)
	}
}

func (a *api) cancel(c *gin.Context) {
	db := c.MustGet("pool").(*gorm.DB)
	if err := db.Exec("UPDATE orders SET cancelled = true").Error; err != nil {
		c.AbortWithError(500, err)
		return
	}
	if err := a.writer.WriteMessages(c.Request.Context(), kafka.Message{Topic: "orders.v1"}); err != nil {
		c.AbortWithError(500, err)
	}
}
